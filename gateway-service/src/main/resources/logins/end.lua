-- Ends all logins with a name that there are now, and answers with the time.
-- KEYS: the key of the name's end
-- ARGV: how long a login lasts at most, in ms; the channel; the name
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[1], string.format('%.0f', now), 'PX', ARGV[1])
redis.call('PUBLISH', ARGV[2], ARGV[3] .. ' ' .. string.format('%.0f', now))
return now
