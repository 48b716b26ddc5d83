-- Claims a slot: stores its tick if it is newer than the stored one, and if the claimant's clock is right.
-- KEYS[1] the latest tick
-- KEYS[2] the claimants' clocks: name -> slots ahead of this server's clock, and when that was
-- ARGV    sequence, tick as JSON or '' to yield the slot to others, period in ms, slots that a clock may be wrong,
--         the claimant's name, none to warm up
-- Answers "WON", "LOST", "YIELDED", "AHEAD" or "BEHIND", by how many slots the claimant's clock is ahead of this server's,
--         by how many the clock that is right is, and the sequence that was stored if the claim puts the time back, or 0

local sequence, period, limit, claimant = tonumber(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ahead = sequence - math.floor(now / period)

-- All clocks that were heard in the last four slots; later they have no vote, and in the end they are forgotten
local memory = math.max(60000, 8 * period)
local function clocks()
  local clocks = { 0, ahead }
  local read, heard = pcall(redis.call, 'HGETALL', KEYS[2])
  if not read then
    redis.call('DEL', KEYS[2])
    heard = {}
  end
  for i = 1, #heard, 2 do
    local slots, at = string.match(heard[i + 1], '^(-?%d+) (%d+)$')
    local age = at and math.abs(now - at) or math.huge
    if age > memory then
      redis.call('HDEL', KEYS[2], heard[i])
    elseif age <= 4 * period and heard[i] ~= claimant then
      clocks[#clocks + 1] = tonumber(slots)
    end
  end
  table.sort(clocks)
  return clocks
end

-- No clock is trusted alone: the median is right; with an even number, the middle one closer to this server's
local function median(clocks)
  local low, high = clocks[math.ceil(#clocks / 2)], clocks[math.floor(#clocks / 2) + 1]
  return math.abs(high) < math.abs(low) and high or low
end

local heard = clocks()
local right = median(heard)

if claimant then
  redis.call('HSET', KEYS[2], claimant, string.format('%.0f %.0f', ahead, now))
  redis.call('PEXPIRE', KEYS[2], memory)
end

if ahead - right > limit then
  return { 'AHEAD', ahead, right, 0 }
end

-- Of two clocks nobody can tell which is wrong; one that is behind can't freeze anybody
if right - ahead > limit and #heard > 2 then
  return { 'BEHIND', ahead, right, 0 }
end

if ARGV[2] == '' then
  return { 'YIELDED', ahead, right, 0 }
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
local newest_credible = sequence - ahead + right + limit
if stored and stored >= sequence and stored <= newest_credible then
  return { 'LOST', ahead, right, 0 }
end

redis.call('SET', KEYS[1], ARGV[2])
return { 'WON', ahead, right, stored and stored > sequence and stored < 2 ^ 53 and stored or 0 }
