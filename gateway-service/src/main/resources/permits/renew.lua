-- Renews this replica's lease, unless its connections have been lost: then nothing is done, and the answer is 0.
-- KEYS: the replicas by the end of their leases; this replica's connections
-- ARGV: this replica; its lease in ms
if redis.call('HEXISTS', KEYS[2], 'complete') == 0 then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
return 1
