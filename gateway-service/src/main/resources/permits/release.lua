-- Releases permits of this replica. One that is not registered is ignored.
-- KEYS: this replica's connections
-- ARGV: user and number of each permit
for i = 1, #ARGV, 2 do
  if redis.call('HDEL', KEYS[1], 'socket:' .. ARGV[i + 1]) == 1 then
    local user = 'user:' .. ARGV[i]
    if redis.call('HINCRBY', KEYS[1], user, -1) <= 0 then
      redis.call('HDEL', KEYS[1], user)
    end
  end
end
