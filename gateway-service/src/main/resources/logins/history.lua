-- Reads and goes on with the history of this Redis: its id, its count, and its time in ms.
-- KEYS: the history
-- ARGV: the id, if there is none
redis.call('HSETNX', KEYS[1], 'id', ARGV[1])
local time = redis.call('TIME')
return { redis.call('HGET', KEYS[1], 'id'), tostring(redis.call('HINCRBY', KEYS[1], 'count', 1)),
  string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) }
