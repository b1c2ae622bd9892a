#!/bin/sh
# Makes a certificate authority and the server's certificate, and puts them where the API server and the pods look.
set -eu

usage() {
	cat <<'TEXT'
Usage: certs/make-certs.sh [options]

Makes a certificate authority and a certificate for <service>.<namespace>.svc, the name under which the API server
calls the webhook. Files that are still good are kept, so it may be run as often as you like.

  --namespace NAME   namespace of the server                        (netpol-lint)
  --service NAME     Service of the server                          (netpol-lint)
  --secret NAME      Secret that the Deployment mounts              (netpol-lint-certificate)
  --webhook NAME     ValidatingWebhookConfiguration to patch        (netpol-lint)
  --out DIRECTORY    where the files go; git ignores *.pem there    (the folder of this script)
  --renew            a new certificate of the same authority
  --renew-ca         a new authority and certificate; the webhook trusts the old authority too, until it expires
  --print            write the Secret to standard output, for kubectl apply --server-side -f -
  --apply            with kubectl: patch caBundle into the webhook configuration, beside what it trusts already, then
                     create or replace the Secret
  -h, --help         this text

Files: ca.pem and ca-key.pem (authority, 10 years), ca-bundle.pem (what the webhook trusts), tls.pem and tls-key.pem
(certificate, 1 year; made anew in its last 30 days). Needs openssl, and kubectl for --apply.
TEXT
}

fail() {
	echo "make-certs: $1" >&2
	exit 2
}

namespace=netpol-lint
service=netpol-lint
secret=netpol-lint-certificate
webhook=netpol-lint
out=$(dirname "$0")
renew=
renew_ca=
print=
apply=

while [ $# -gt 0 ]; do
	case $1 in
	--namespace | --service | --secret | --webhook | --out)
		[ $# -ge 2 ] || fail "$1 needs a value"
		case $1 in
		--namespace) namespace=$2 ;;
		--service) service=$2 ;;
		--secret) secret=$2 ;;
		--webhook) webhook=$2 ;;
		--out) out=$2 ;;
		esac
		shift
		;;
	--renew) renew=yes ;;
	--renew-ca) renew_ca=yes ;;
	--print) print=yes ;;
	--apply) apply=yes ;;
	-h | --help)
		usage
		exit 0
		;;
	*) fail "unknown option $1; see --help" ;;
	esac
	shift
done

name=$service.$namespace.svc
month=2592000
umask 077
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Own configuration: what the system's openssl.cnf adds differs from machine to machine.
cat >"$work/openssl.cnf" <<TEXT
[req]
distinguished_name = subject
prompt = no
[subject]
CN = $name
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:$name, DNS:$name.cluster.local
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
TEXT

new_key() {
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}

good_for_a_month() {
	[ -s "$1" ] && openssl x509 -in "$1" -noout -checkend $month >/dev/null
}

make_authority() {
	new_key "$work/ca-key.pem"
	openssl req -x509 -new -config "$work/openssl.cnf" -extensions authority -key "$work/ca-key.pem" \
		-subj "/CN=netpol-lint authority" -days 3650 -out "$work/ca.pem"
	cat "$work/ca.pem" >"$work/ca-bundle.pem"
	if [ -s "$out/ca.pem" ] && openssl x509 -in "$out/ca.pem" -noout -checkend 0 >/dev/null; then
		cat "$out/ca.pem" >>"$work/ca-bundle.pem"
	fi
	mv "$work/ca-bundle.pem" "$work/ca-key.pem" "$work/ca.pem" "$out/"
}

certificate_is_good() {
	good_for_a_month "$out/tls.pem" && [ -s "$out/tls-key.pem" ] &&
		openssl verify -CAfile "$out/ca.pem" -verify_hostname "$name" "$out/tls.pem" >/dev/null 2>&1
}

make_certificate() {
	new_key "$work/tls-key.pem"
	openssl req -new -config "$work/openssl.cnf" -key "$work/tls-key.pem" -out "$work/request.pem"
	openssl x509 -req -in "$work/request.pem" -CA "$out/ca.pem" -CAkey "$out/ca-key.pem" -sha256 -days 365 \
		-set_serial "0x$(openssl rand -hex 16)" -extfile "$work/openssl.cnf" -extensions server \
		-out "$work/tls.pem" 2>"$work/log" || fail "$(cat "$work/log")"
	mv "$work/tls-key.pem" "$work/tls.pem" "$out/"
}

encoded() {
	openssl base64 -A -in "$1"
}

print_secret() {
	cat <<TEXT
apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata:
  name: $secret
  namespace: $namespace
data:
  ca.crt: $(encoded "$out/ca-bundle.pem")
  tls.crt: $(encoded "$out/tls.pem")
  tls.key: $(encoded "$out/tls-key.pem")
TEXT
}

fingerprint() {
	openssl x509 -in "$1" -noout -fingerprint -sha256 2>/dev/null
}

# Pods may still serve a certificate that was made on another machine: who signed it stays trusted until it expires.
keep_trusted() {
	kubectl get validatingwebhookconfiguration "$webhook" -o jsonpath='{.webhooks[0].clientConfig.caBundle}' |
		openssl base64 -d -A | cat - "$out/ca-bundle.pem" >"$work/trusted.pem"
	awk -v file="$work/trusted" '/BEGIN CERTIFICATE/ { n++ } n { print > (file "-" n) }' "$work/trusted.pem"
	cat "$out/ca.pem" >"$work/ca-bundle.pem"
	known=$(fingerprint "$out/ca.pem")
	for each in "$work"/trusted-*; do
		mark=$(fingerprint "$each") || continue
		case $known in *"$mark"*) continue ;; esac
		openssl x509 -in "$each" -noout -checkend 0 >/dev/null || continue
		cat "$each" >>"$work/ca-bundle.pem"
		known="$known $mark"
	done
	mv "$work/ca-bundle.pem" "$out/"
}

# The authorities first: a certificate must never be served before the API server trusts who signed it.
apply_all() {
	keep_trusted
	hooks=$(kubectl get validatingwebhookconfiguration "$webhook" -o jsonpath='{.webhooks[*].name}')
	[ -n "$hooks" ] || fail "the ValidatingWebhookConfiguration $webhook has no webhook"
	index=0
	patch=
	for _ in $hooks; do
		patch="$patch,{\"op\":\"add\",\"path\":\"/webhooks/$index/clientConfig/caBundle\",\"value\":\"$(encoded "$out/ca-bundle.pem")\"}"
		index=$((index + 1))
	done
	kubectl patch validatingwebhookconfiguration "$webhook" --type=json -p "[${patch#,}]"
	print_secret | kubectl apply --server-side --force-conflicts -f -
}

if [ -n "$renew_ca" ] || [ ! -s "$out/ca-key.pem" ] || ! good_for_a_month "$out/ca.pem"; then
	make_authority
	echo "made $out/ca.pem" >&2
fi
if [ -n "$renew" ] || ! certificate_is_good; then
	make_certificate
	echo "made $out/tls.pem for $name" >&2
fi
[ -z "$print" ] || print_secret
[ -z "$apply" ] || apply_all
