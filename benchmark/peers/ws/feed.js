// A typical server with ws that sends each value at once to the clients that have its key: node feed.js <port>
'use strict';

const { WebSocketServer } = require('ws');
const { everyValue } = require('../value.js');

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
const newest = new Map();
const subscribers = new Map();

server.on('connection', (client, request) => {
  const keys = new URL(request.url, 'ws://localhost').searchParams.getAll('key');
  client.on('error', () => client.terminate());
  client.on('close', () => keys.forEach((key) => subscribers.get(key).delete(client)));
  for (const key of keys) {
    if (!subscribers.has(key)) {
      subscribers.set(key, new Set());
    }
    subscribers.get(key).add(client);
    if (newest.has(key)) {
      client.send(newest.get(key));
    }
  }
});

everyValue((key, value) => {
  newest.set(key, value);
  for (const client of subscribers.get(key) ?? []) {
    client.send(value);
  }
});
