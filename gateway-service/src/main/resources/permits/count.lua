-- Counts the sockets of login sessions on all live replicas.
-- KEYS: the replicas by the end of their leases
-- ARGV: the names of the sessions
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local replicas = redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')
local counts = {}
for i, session in ipairs(ARGV) do
  counts[i] = 0
  for _, replica in ipairs(replicas) do
    counts[i] = counts[i] + (redis.call('HGET', 'gateway:connections:' .. replica, session) or 0)
  end
end
return counts
