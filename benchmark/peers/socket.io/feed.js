// A typical Socket.IO server with a room per key, to which each value is sent at once: node feed.js <port>
'use strict';

const { createServer } = require('node:http');
const { Server } = require('socket.io');
const { everyValue } = require('../value.js');

const http = createServer();
const server = new Server(http, { transports: ['websocket'] });
const newest = new Map();

server.on('connection', (client) => {
  // handshake.query has only the last one of several values
  const keys = new URL(client.handshake.url, 'http://localhost').searchParams.getAll('key');
  client.join(keys);
  for (const key of keys) {
    if (newest.has(key)) {
      client.emit('value', newest.get(key));
    }
  }
});

everyValue((key, text) => {
  const value = JSON.parse(text);
  newest.set(key, value);
  server.to(key).emit('value', value);
});

http.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
