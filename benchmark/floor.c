// The floor: a minimal server that measures the kernel's cost of one frame to one client. One thread accepts every WebSocket
// handshake and, in every slot of the wall clock, sends the gateway's frame to each client with one send(). With a number of
// keys it is a feed instead: each key has a new value once per second, and each client receives the newest values of its keys
// once per second, with one send(), or each value at once. All are spread evenly over the second, as they are in a gateway.
//
// cc -O2 -o floor floor.c && ./floor <port> [<keys> [at-once]]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PERIOD = 500, MAX = 65536, EVENTS = 512, SECOND = 1000, KEYS = 100000, WANTED = 32 };
static uint8_t ready[MAX]; // by descriptor: whether the handshake is complete
static int clients[MAX], position[MAX], count;
static int64_t next; // the sequence of the next tick, or of the next millisecond
static int keys, length[KEYS], wanted[MAX][WANTED], wants[MAX]; // of the feed: the frames' lengths; by descriptor: the client's keys
static char value[KEYS][128];
static int64_t began;
static int at_once, *holder[KEYS], holders[KEYS]; // by key: the descriptors of its clients, if each value is sent at once

static uint32_t rol(uint32_t x, int n) { return x << n | x >> (32 - n); }

// SHA-1 of at most 119 bytes (RFC 3174), enough for a handshake
static void sha1(const char *text, size_t length, uint8_t out[20]) {
  uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  uint8_t block[128] = {0};
  memcpy(block, text, length);
  block[length] = 0x80;
  size_t end = length < 56 ? 64 : 128;
  block[end - 2] = (uint8_t)(length * 8 >> 8);
  block[end - 1] = (uint8_t)(length * 8);
  for (size_t at = 0; at < end; at += 64) {
    uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 16; i++) w[i] = ntohl(((uint32_t *)(block + at))[i]);
    for (int i = 16; i < 80; i++) w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
      uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i > 59 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
      uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
      uint32_t next = rol(a, 5) + f + e + k + w[i];
      e = d; d = c; c = rol(b, 30); b = a; a = next;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e;
  }
  for (int i = 0; i < 5; i++) ((uint32_t *)out)[i] = htonl(h[i]);
}

static void base64(const uint8_t in[20], char out[29]) {
  const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0, o = 0; i < 20; i += 3) {
    uint32_t bits = in[i] << 16 | (i < 19 ? in[i + 1] << 8 : 0) | (i < 18 ? in[i + 2] : 0);
    for (int shift = 18; shift >= 0; shift -= 6) out[o++] = digits[bits >> shift & 63];
  }
  out[27] = '=', out[28] = 0;
}

static int64_t micros(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static int64_t now(void) { return micros() / 1000; } // milliseconds

static struct tm utc_of(int64_t ms, char day[32]) {
  time_t seconds = ms / 1000;
  struct tm utc;
  gmtime_r(&seconds, &utc);
  strftime(day, 32, "%Y-%m-%dT%T", &utc);
  return utc;
}

static int frame(char *out, int64_t sequence) {
  int64_t ms = sequence * PERIOD;
  char day[32], hour[32];
  struct tm utc = utc_of(ms, day);
  strftime(hour, sizeof hour, "%T", &utc);
  int n = sprintf(out + 2, "{\"message\":{\"time\":\"%s\",\"instant\":\"%s.%03dZ\",\"sequence\":%lld}}", hour, day,
      (int)(ms % 1000), (long long)sequence);
  out[0] = (char)0x81, out[1] = (char)n;
  return n + 2;
}

static void change(int key, int64_t ms) {
  char day[32];
  utc_of(ms, day);
  int n = sprintf(value[key] + 2, "{\"key\":\"k%05d\",\"value\":{\"sequence\":%lld,\"sent\":%lld},\"timestamp\":\"%s.%03dZ\"}", key,
      (long long)((ms - began) / SECOND + 1), (long long)micros(), day, (int)(ms % 1000));
  value[key][0] = (char)0x81, value[key][1] = (char)n;
  length[key] = n + 2;
}

static int gather(char *out, int fd) {
  int n = 0;
  for (int i = 0; i < wants[fd]; n += length[wanted[fd][i]], i++) memcpy(out + n, value[wanted[fd][i]], length[wanted[fd][i]]);
  return n;
}

static void hold(int fd, int key) {
  holder[key] = realloc(holder[key], (holders[key] + 1) * sizeof(int));
  holder[key][holders[key]++] = fd;
}

static void release(int fd, int key) {
  for (int i = holders[key] - 1; i >= 0; i--)
    if (holder[key][i] == fd) holder[key][i] = holder[key][--holders[key]];
}

static void drop(int fd) {
  for (int i = 0; at_once && i < wants[fd]; i++) release(fd, wanted[fd][i]);
  wants[fd] = 0;
  if (ready[fd]) clients[position[fd]] = clients[--count], position[clients[position[fd]]] = position[fd];
  ready[fd] = 0;
  close(fd);
}

static void shake_hands(int fd, char *request) {
  char *key = strcasestr(request, "Sec-WebSocket-Key: "), text[64], accept[29], answer[256], greeting[WANTED * 128];
  uint8_t digest[20];
  if (!key) { drop(fd); return; }
  int n = sprintf(text, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key + 19);
  sha1(text, n, digest);
  base64(digest, accept);
  n = sprintf(answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
  send(fd, answer, n, MSG_NOSIGNAL);
  wants[fd] = 0;
  for (char *name = request; keys && wants[fd] < WANTED && (name = strstr(name, "key=k")); name += 5)
    wanted[fd][wants[fd]++] = atoi(name + 5) % keys;
  for (int i = 0; at_once && i < wants[fd]; i++) hold(fd, wanted[fd][i]);
  send(fd, greeting, keys ? gather(greeting, fd) : frame(greeting, next - 1), MSG_NOSIGNAL);
  ready[fd] = 1, position[fd] = count, clients[count++] = fd;
}

int main(int arguments, char **argument) {
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max < MAX ? files.rlim_max : MAX;
  setrlimit(RLIMIT_NOFILE, &files);
  int server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1, poll = epoll_create1(0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(arguments > 1 ? atoi(argument[1]) : 8000),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(server, (struct sockaddr *)&address, sizeof address) || listen(server, 4096)) { perror("floor"); return 1; }
  struct epoll_event interest = {.events = EPOLLIN, .data.fd = server}, events[EVENTS];
  epoll_ctl(poll, EPOLL_CTL_ADD, server, &interest);
  char buffer[4096], bytes[WANTED * 128];
  keys = arguments > 2 ? atoi(argument[2]) : 0, at_once = arguments > 3;
  keys = keys < KEYS ? keys : KEYS, began = now() - SECOND;
  for (int key = 0; key < keys; key++) change(key, began);
  int period = keys ? 1 : PERIOD;
  for (next = now() / period + 1;;) {
    int64_t wait = next * period - now();
    if (wait <= 0 && keys) {
      for (int key = next % SECOND; key < keys; key += SECOND) {
        change(key, next);
        for (int i = holders[key] - 1; i >= 0; i--)
          if (send(holder[key][i], value[key], length[key], MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EAGAIN) drop(holder[key][i]);
      }
      for (int i = next % SECOND; !at_once && i < count; i += SECOND)
        if (send(clients[i], bytes, gather(bytes, clients[i]), MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EAGAIN) drop(clients[i]);
      next++;
      continue;
    }
    if (wait <= 0) {
      next = now() / PERIOD;
      int length = frame(bytes, next++);
      for (int i = count - 1; i >= 0; i--)
        if (send(clients[i], bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EAGAIN) drop(clients[i]);
      continue;
    }
    int n = epoll_wait(poll, events, EVENTS, (int)wait);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == server) {
        while ((fd = accept4(server, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
          setsockopt(fd, IPPROTO_TCP, 1 /* TCP_NODELAY */, &one, sizeof one);
          interest.data.fd = fd;
          epoll_ctl(poll, EPOLL_CTL_ADD, fd, &interest);
        }
        continue;
      }
      ssize_t got = recv(fd, buffer, sizeof buffer - 1, 0);
      if (got <= 0) drop(fd);
      else if (ready[fd]) { if (((uint8_t)buffer[0] & 15) == 8) drop(fd); } // a close frame; other frames are ignored
      else buffer[got] = 0, shake_hands(fd, buffer);
    }
  }
}
