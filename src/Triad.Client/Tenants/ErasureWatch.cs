using System.Runtime.CompilerServices;
using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client.Tenants;

/// <summary>Follows the erasure of a tenant across broken streams: a repeated call goes on reporting.</summary>
internal sealed class ErasureWatch(V1.TenantService.TenantServiceClient wire, CallRunner calls, V1.DeleteTenantRequest request) : IDisposable
{
    private AsyncServerStreamingCall<V1.DeleteTenantProgress>? _stream;

    public async IAsyncEnumerable<TenantErasure> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = await NextAsync(cancellationToken).ConfigureAwait(false);
            if (next is null)
            {
                Close(); // A gateway that stops ends its streams early.
                continue;
            }

            yield return TenantErasure.FromWire(next);
            if (next.Receipt is not null)
                yield break;
        }
    }

    public void Dispose() => Close();

    private Task<V1.DeleteTenantProgress?> NextAsync(CancellationToken cancellationToken) => calls.AttemptAsync(
        async (_, options) =>
        {
            // The stream outlives the attempt, so it is bound to the caller's token and not to the attempt's.
            _stream ??= wire.DeleteTenant(request, options.WithCancellationToken(cancellationToken));
            try
            {
                return await _stream.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false) ? _stream.ResponseStream.Current : null;
            }
            catch (RpcException)
            {
                Close();
                throw;
            }
        },
        deadline: null,
        CallSafety.Repeatable,
        cancellationToken);

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
