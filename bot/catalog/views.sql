-- The views of the built file: what is known, in words, for whoever opens it with other tools.
-- Their columns are a promise to such readers: docs/knowledge-file.md, knowledge/datasette.yaml.
-- The bot itself reads the tables only. `position` is that of the table, see schema.py.

CREATE VIEW components AS
SELECT entity.id, entity.name, kind.name AS kind, layer.name AS layer, entity.also_called,
       (SELECT count(*) FROM claim_about WHERE claim_about.entity = entity.id) AS claims,
       pack.name AS pack, entity.position
FROM entity
JOIN entity AS kind ON kind.id = entity.kind
JOIN layer ON layer.id = entity.layer
JOIN pack ON pack.id = entity.pack
WHERE entity.type = 'component'
ORDER BY entity.position;

CREATE VIEW kinds AS
SELECT entity.id, entity.name, parent.name AS parent, layer.name AS layer, entity.also_called,
       (SELECT count(*) FROM component WHERE component.kind = entity.id) AS components,
       (SELECT count(*) FROM claim_about WHERE claim_about.entity = entity.id) AS claims,
       entity.position
FROM entity
JOIN layer ON layer.id = entity.layer
LEFT JOIN entity AS parent ON parent.id = entity.kind
WHERE entity.type = 'kind'
ORDER BY entity.position;

CREATE VIEW topics AS
SELECT entity.id, entity.name, entity.also_called,
       (SELECT group_concat(name, ', ') FROM (
           SELECT DISTINCT subject.name FROM claim
           JOIN claim_about ON claim_about.claim = claim.position
           JOIN entity AS subject ON subject.id = claim_about.entity
           WHERE claim.says = 'serves' AND claim.object = entity.id
           ORDER BY subject.position
       )) AS served_by,
       (SELECT count(*) FROM claim_about WHERE claim_about.entity = entity.id) AS claims,
       pack.name AS pack, entity.position
FROM entity
JOIN pack ON pack.id = entity.pack
WHERE entity.type = 'topic'
ORDER BY entity.position;

CREATE VIEW needs AS
SELECT entity.id, entity.name, entity.also_called,
       (SELECT group_concat(name, ', ') FROM (
           SELECT DISTINCT subject.name FROM claim_needs
           JOIN claim ON claim.position = claim_needs.claim AND claim.says = 'fits'
           JOIN claim_about ON claim_about.claim = claim.position
           JOIN entity AS subject ON subject.id = claim_about.entity
           WHERE claim_needs.need = entity.id
           ORDER BY subject.position
       )) AS named_for_it,
       (SELECT count(*) FROM claim_needs WHERE claim_needs.need = entity.id) AS claims,
       pack.name AS pack, entity.position
FROM entity
JOIN pack ON pack.id = entity.pack
WHERE entity.type = 'need'
ORDER BY entity.position;

CREATE VIEW named_for AS
SELECT need.name AS need, claim.says, subject.name AS subject, claim.text, claim.id AS claim,
       need.position
FROM claim_needs
JOIN entity AS need ON need.id = claim_needs.need
JOIN claim ON claim.position = claim_needs.claim
JOIN claim_about ON claim_about.claim = claim.position
JOIN entity AS subject ON subject.id = claim_about.entity
ORDER BY need.position, claim.position, claim_about.position;

CREATE VIEW claims AS
SELECT claim.text,
       (SELECT group_concat(name, ', ') FROM (
           SELECT subject.name FROM claim_about
           JOIN entity AS subject ON subject.id = claim_about.entity
           WHERE claim_about.claim = claim.position
           ORDER BY claim_about.position
       )) AS about,
       claim.says,
       (SELECT group_concat(name, ', ') FROM (
           SELECT need.name FROM claim_needs
           JOIN entity AS need ON need.id = claim_needs.need
           WHERE claim_needs.claim = claim.position
           ORDER BY claim_needs.position
       )) AS needs,
       object.name AS object, source.title AS source, claim.locator AS section, source.url,
       claim.id, claim.version, claim.rests_on IS NOT NULL AS judgement, claim.place, claim.position
FROM claim
JOIN source ON source.id = claim.source
LEFT JOIN entity AS object ON object.id = claim.object
ORDER BY claim.position;

CREATE VIEW comparisons AS
SELECT dimension.name AS dimension, subject.name AS subject,
       CASE subject.type WHEN 'kind' THEN subject.name ELSE kind.name END AS kind,
       claim.value, claim.text, claim.id AS claim, dimension.position
FROM claim
JOIN dimension ON dimension.id = claim.dimension
JOIN claim_about ON claim_about.claim = claim.position
JOIN entity AS subject ON subject.id = claim_about.entity
LEFT JOIN entity AS kind ON kind.id = subject.kind
ORDER BY dimension.position, subject.position;

CREATE VIEW sources AS
SELECT source.id, source.title, source.author, source.publisher, source.url,
       coalesce(json_array_length(source.locators), 0) AS sections,
       count(DISTINCT claim.locator) AS cited, count(claim.id) AS claims
FROM source
LEFT JOIN claim ON claim.source = source.id
GROUP BY source.id
ORDER BY source.position;
