"""Answers each line of standard input, the path of a file of Kubernetes objects, with one line of JSON: everything that
network-config-analyzer says is allowed there, as `{"flows": [...]}`, or `{"error": "..."}` where it refuses the file.

A flow is a product: any of its sources may connect to any of its destinations over these protocols and ports. Pods are
`namespace/name`, addresses `[family, first, last]` with decimal texts, ports `[first, last]`; `other` is every protocol
without ports.
"""
import io
import json
import sys

# Its modules keep the stream that they find when they are loaded; it has warnings about every other policy.
remarks = io.StringIO()
sys.stderr = remarks
from nca.CoreDS.Peer import BasePeerSet, IpBlock
from nca.NetworkConfig.ResourcesHandler import ResourcesHandler
from nca.Resources.PolicyResources.NetworkPolicy import PolicyConnectionsFilter
sys.stderr = sys.__stderr__

TRANSPORTS = {6: 'TCP', 17: 'UDP', 132: 'SCTP'}
DIMENSIONS = {'src_peers', 'dst_peers', 'protocols', 'dst_ports'}


def ends(peers):
    return {
        'pods': [peer.full_name() for peer in peers if not isinstance(peer, IpBlock)],
        'addresses': [span(part) for peer in peers if isinstance(peer, IpBlock) for part in peer],
    }


def span(part):
    return [part.start.address.version, str(int(part.start)), str(int(part.end))]


def protocols(numbers):
    known = [name for number, name in TRANSPORTS.items() if number in numbers]
    others = [number for number in range(256) if number not in TRANSPORTS and number in numbers]
    if others and len(others) != 256 - len(TRANSPORTS):
        raise ValueError(f'protocols {others} of those without ports')
    return known + (['other'] if others else [])


def flow(props, cube):
    values = props.get_connectivity_cube(cube)
    named = protocols(values['protocols'])
    ports = [[part.start, part.end] for part in values['dst_ports'].port_set]
    if 'other' in named and ports != [[1, 65535]]:
        raise ValueError(f'ports {ports} of protocols that have none')
    return {
        'sources': ends(values['src_peers']),
        'destinations': ends(values['dst_peers']),
        'protocols': named,
        'ports': ports,
    }


def connectivity(path):
    BasePeerSet.reset()
    config = ResourcesHandler().get_network_config(None, None, None, [path])
    allowed = config.allowed_connections(res_conns_filter=PolicyConnectionsFilter.only_all_allowed_connections())
    props = config.filter_conns_by_peer_types(allowed.all_allowed_conns)
    if not props:
        return []
    if not {'src_peers', 'dst_peers'} <= set(props.active_dimensions) <= DIMENSIONS:
        raise ValueError(f'dimensions {props.active_dimensions}')
    return [flow(props, cube) for cube in props]


def main():
    replies = sys.stdout
    for line in sys.stdin:
        sys.stdout = remarks
        remarks.seek(0)
        remarks.truncate()
        try:
            reply = {'flows': connectivity(line.rstrip('\n'))}
        except Exception as error:
            reply = {'error': f'{type(error).__name__}: {error}\n{remarks.getvalue()}'}
        replies.write(json.dumps(reply) + '\n')
        replies.flush()


main()
