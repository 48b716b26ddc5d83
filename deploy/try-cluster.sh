#!/usr/bin/env bash
# Applies k8s/ to the cluster of kubectl's current context, waits until the clock ticks there, and takes everything away again.
# Its nodes must have, or be able to pull, the images. With kind: kind load docker-image realtime-clock/{ticker,gateway}:1.0.0-SNAPSHOT
set -euo pipefail
cd "$(dirname "$0")/.."

# What is there already would be taken away too
if [[ -n $(kubectl get namespace realtime-clock --ignore-not-found --output name) ]]; then
  echo "There is a namespace realtime-clock already" >&2
  exit 1
fi
trap 'kubectl delete --ignore-not-found -f k8s/' EXIT
kubectl apply -f k8s/
# Twice, as an operator would
kubectl apply -f k8s/
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
kubectl create secret generic clock-login --namespace realtime-clock \
  --from-literal=spring.security.user.name=demo --from-literal=spring.security.user.password="$password"

for workload in statefulset/kafka deployment/redis deployment/ticker deployment/gateway; do
  kubectl rollout status "$workload" --namespace realtime-clock --timeout 5m
done

kubectl port-forward service/gateway 18080:80 --namespace realtime-clock > /dev/null &
forward=$!
trap 'kill "$forward"; kubectl delete --ignore-not-found -f k8s/' EXIT
for _ in {1..30}; do
  first=$(curl --silent --user "demo:$password" http://localhost:18080/api/initial_state) && [[ -n $first ]] && break
  sleep 1
done
sleep 2
second=$(curl --silent --user "demo:$password" http://localhost:18080/api/initial_state)
echo "$first"
echo "$second"
[[ $first == *sequence* && $first != "$second" ]] && echo "The clock ticks"
