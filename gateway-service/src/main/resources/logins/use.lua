-- Renews a session of which half of the idle time is over, or will be before the next check. Answers in how many ms to
-- come again, -1 if it is no session.
-- KEYS: the session
-- ARGV: the time between two checks in ms
local idle = redis.pcall('HGET', KEYS[1], 'maxInactiveInterval')
idle = type(idle) == 'string' and tonumber(idle)
if not idle then
  return -1
end
local due = idle * 500 + tonumber(ARGV[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  return idle * 500
end
if left < due then
  local time = redis.call('TIME')
  redis.call('HSET', KEYS[1], 'lastAccessedTime', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
  redis.call('PEXPIRE', KEYS[1], idle * 1000)
  left = idle * 1000
end
return math.max(0, left - due)
