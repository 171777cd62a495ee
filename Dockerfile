# The site and the commands of famai. Build: docker build -t famai .   Run: docker-compose.yml, docs/neo4j.md.

FROM node:22-bookworm AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# SQLite comes as a binary for this Node, or is compiled with what this image has. What it was compiled from stays behind.
RUN npm ci --omit=dev --ignore-scripts \
 && npm rebuild better-sqlite3 --foreground-scripts \
 && mv node_modules/better-sqlite3/build/Release/better_sqlite3.node /tmp/ \
 && rm -rf node_modules/better-sqlite3/build node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
 && mkdir -p node_modules/better-sqlite3/build/Release \
 && mv /tmp/better_sqlite3.node node_modules/better-sqlite3/build/Release/ \
 && find node_modules -name '*.map' -delete \
 && node -e "new (require('better-sqlite3'))(':memory:')"

FROM node:22-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="famai" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    FAMAI_STORE=/data/famai.db \
    FAMAI_HOST=0.0.0.0 \
    FAMAI_CACHE=/data/cache
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=modules /app/node_modules node_modules
COPY package.json LICENSE ./
COPY bin bin
COPY sample sample
COPY web/style.css web/style.css
COPY web/islands web/islands
COPY embed/model embed/model
COPY --from=build /app/dist dist
USER node
EXPOSE 8714
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8714/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/famai.js"]
CMD ["serve"]
