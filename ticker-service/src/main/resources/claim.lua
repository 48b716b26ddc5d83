-- Claims a slot: stores its tick if it is newer than the stored one.
-- KEYS[1] the latest tick
-- ARGV    sequence, tick as JSON, period in ms, slots that a tick may lie ahead of this server's clock
-- Answers "WON", "LOST" or "AHEAD"

local sequence = tonumber(ARGV[1])
local time = redis.call('TIME')
local newest_credible = math.floor((time[1] * 1000 + math.floor(time[2] / 1000)) / ARGV[3]) + ARGV[4]

if sequence > newest_credible then
  return 'AHEAD'
end

-- Whatever else stands under the key must not stop the clock: only a readable tick counts
local function stored_sequence()
  local read, value = pcall(redis.call, 'GET', KEYS[1])
  if not read or type(value) ~= 'string' then
    return nil
  end
  local decoded, tick = pcall(cjson.decode, value)
  return decoded and type(tick) == 'table' and tonumber(tick.sequence) or nil
end

-- A stored tick that is itself too far ahead is no reason to refuse a good one
local stored = stored_sequence()
if stored and stored >= sequence and stored <= newest_credible then
  return 'LOST'
end

redis.call('SET', KEYS[1], ARGV[2])
return 'WON'
