-- Replaces this replica's connections and renews its lease.
-- KEYS: the replicas by the end of their leases; this replica's connections
-- ARGV: this replica; its lease in ms; fields and values
redis.call('DEL', KEYS[2])
for i = 3, #ARGV, 1000 do
  redis.call('HSET', KEYS[2], unpack(ARGV, i, math.min(i + 999, #ARGV)))
end
local time = redis.call('TIME')
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
return 1
