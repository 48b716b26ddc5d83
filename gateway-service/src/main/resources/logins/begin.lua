-- Notes a new session of a user, and deletes the oldest beyond a limit. Answers how many were deleted.
-- KEYS: the user's sessions by the time of their login
-- ARGV: the new session's id; how the keys of sessions begin; how many a user may have; how long a login lasts at most, in ms
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
local all = redis.call('ZRANGE', KEYS[1], 0, -1)
local most = tonumber(ARGV[3])
if #all <= most then
  return 0
end
-- A session is stored only once its login is answered
local recent = #redis.call('ZRANGEBYSCORE', KEYS[1], string.format('%.0f', now - 60000), '+inf')
local left = {}
for i, id in ipairs(all) do
  if i > #all - recent or redis.call('EXISTS', ARGV[2] .. id) == 1 then
    table.insert(left, id)
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
for i = 1, #left - most do
  redis.call('DEL', ARGV[2] .. left[i])
  redis.call('ZREM', KEYS[1], left[i])
end
return math.max(0, #left - most)
