-- Ends all logins with a name that there are now, and answers with the time.
-- KEYS: the key of the name's end; the ends of the last minute
-- ARGV: how long a login lasts at most, in ms; the channel; the name
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[1], string.format('%.0f', now), 'PX', ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - 60000))
redis.call('ZADD', KEYS[2], string.format('%.0f', now), ARGV[3])
redis.call('PEXPIRE', KEYS[2], 60000)
redis.call('PUBLISH', ARGV[2], ARGV[3] .. ' ' .. string.format('%.0f', now))
return now
