-- Gives a user one more permit on this replica, unless all live replicas together have given enough.
-- KEYS: the replicas by the end of their leases; this replica's connections
-- ARGV: this replica; its lease in ms; the user; the limit; the permit's number; what is registered of the connection;
--       the field that counts the session's sockets, or ''
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local user = 'user:' .. ARGV[3]
local acquired = 0
for _, replica in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')) do
  acquired = acquired + (redis.call('HGET', 'gateway:connections:' .. replica, user) or 0)
end
if acquired >= tonumber(ARGV[4]) then
  return 0
end
redis.call('HSET', KEYS[2], 'socket:' .. ARGV[5], ARGV[6])
redis.call('HINCRBY', KEYS[2], user, 1)
if ARGV[7] ~= '' then
  redis.call('HINCRBY', KEYS[2], ARGV[7], 1)
end
if redis.call('PTTL', KEYS[2]) < 0 then
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
  redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
end
return 1
