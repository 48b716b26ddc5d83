-- Releases permits of this replica. One that is not registered is ignored.
-- KEYS: this replica's connections
-- ARGV: of each permit its user, its number, and the field that counts its session's sockets, or ''
local function subtract(field)
  if redis.call('HINCRBY', KEYS[1], field, -1) <= 0 then
    redis.call('HDEL', KEYS[1], field)
  end
end
for i = 1, #ARGV, 3 do
  if redis.call('HDEL', KEYS[1], 'socket:' .. ARGV[i + 1]) == 1 then
    subtract('user:' .. ARGV[i])
    if ARGV[i + 2] ~= '' then
      subtract(ARGV[i + 2])
    end
  end
end
