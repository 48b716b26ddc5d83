// The tick that all servers send in every slot of the wall clock
'use strict';

const PERIOD = 500;

function tick(sequence) {
  const instant = new Date(sequence * PERIOD).toISOString();
  return { message: { time: instant.slice(11, 19), instant, sequence } };
}

exports.everySlot = (publish) => {
  let last = Math.floor(Date.now() / PERIOD);
  const wait = () => setTimeout(turn, PERIOD - (Date.now() % PERIOD));
  const turn = () => {
    const sequence = Math.floor(Date.now() / PERIOD);
    // A timer may fire early
    if (sequence > last) {
      last = sequence;
      publish(tick(sequence));
    }
    wait();
  };
  wait();
};
