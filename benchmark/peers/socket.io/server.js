// A typical Socket.IO server: node server.js <port>
'use strict';

const { createServer } = require('node:http');
const { Server } = require('socket.io');
const { everySlot } = require('../tick.js');

const http = createServer();
const server = new Server(http, { transports: ['websocket'] });
let newest;

server.on('connection', (client) => {
  if (newest) {
    client.emit('tick', newest);
  }
});

everySlot((tick) => {
  newest = tick;
  server.emit('tick', tick);
});

http.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
