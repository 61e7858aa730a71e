# The bot over HTTP; over Socket Mode with the command `python -m bot socket`. docs/deploy.md has
# both. One stage: all that is installed comes as wheels, so there is no compiler to leave behind.
FROM python:3.11-slim

# State goes to a volume on /data, unless DATABASE_URL says otherwise. The user below has no home
# of its own, and Slack's SDK wants to know one.
ENV HOME=/data \
    PYTHONUNBUFFERED=1 \
    STACKGUIDE_KNOWLEDGE_DB=/app/knowledge.db \
    XDG_STATE_HOME=/data

WORKDIR /app
COPY requirements.txt ./
RUN ["python", "-m", "pip", "install", "--no-cache-dir", "--require-hashes", "-r", "requirements.txt"]
COPY bot ./bot
COPY knowledge ./knowledge
RUN ["python", "-m", "bot", "knowledge", "build"]
RUN ["install", "-d", "-o", "10001", "-g", "10001", "/data"]

# Nothing in /app is the bot's to change.
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import http.client, os; bot = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('PORT') or 3000), timeout=4); bot.request('GET', '/healthz'); raise SystemExit(bot.getresponse().status != 200)"]
# Without a shell in between, so that the bot itself is told to stop.
CMD ["python", "-m", "bot", "serve"]
