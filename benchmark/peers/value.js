// The values of a feed, which the benchmark writes to the server's standard input: "<key> <JSON>" per line
'use strict';

const { createInterface } = require('node:readline');

exports.everyValue = (publish) => {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const end = line.indexOf(' ');
    publish(line.slice(0, end), line.slice(end + 1));
  });
};
