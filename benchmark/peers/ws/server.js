// A typical server with ws: node server.js <port>
'use strict';

const { WebSocketServer } = require('ws');
const { everySlot } = require('../tick.js');

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
let newest;

server.on('connection', (client) => {
  client.on('error', () => client.terminate());
  if (newest) {
    client.send(newest);
  }
});

everySlot((tick) => {
  newest = JSON.stringify(tick);
  for (const client of server.clients) {
    client.send(newest);
  }
});
