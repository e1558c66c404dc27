using Triad.Grains.Abstractions.Keys;
using Triad.Server.Hosting;

namespace Triad.Server.Data;

/// <summary>
/// Makes the first operator key when the platform starts for the first time. The file is written before the key is registered, and registered again at
/// every start, so that a kill between the two costs nothing. Of several processes the first one's file counts.
/// </summary>
internal sealed class FirstOperatorKey(IGrainFactory grains, DataFolder data, TimeProvider time) : IHostedService
{
    private bool _isRegistered;

    /// <summary>Makes and registers it where this process has not done so yet.</summary>
    /// <exception cref="StartException">The key cannot be used; the message says what to do.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isRegistered)
            return;
        if (data.ReadOperatorKey() is null)
            data.WriteOperatorKey(ApiKeySecret.Draw().Token);
        var secret = ApiKeySecret.Parse(data.ReadOperatorKey());
        if (!secret.IsOk)
            throw new StartException($"'{data.OperatorKeyPath}' is not an API key. Delete it to have a new one made.");
        var key = new ApiKeySnapshot(secret.Value.KeyId.Value, string.Empty, "first operator", Scopes.All, time.GetUtcNow(), null);
        var registered = (await grains.GetGrain<IApiKeyGrain>(key.KeyId)
            .RegisterAsync(new RegisterApiKey(key, secret.Value.Sha256), cancellationToken)).ToResult();
        if (!registered.IsOk)
            throw new StartException($"The operator key in '{data.OperatorKeyPath}' is refused: {registered.Error.Message} Delete the file to have a new one made.");
        _isRegistered = true;
    }

    // In a cluster the silos may start later: there the watch over the cluster sees to it.
    public Task StartAsync(CancellationToken cancellationToken) => data.IsShared ? Task.CompletedTask : EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
