using Triad.Grains.Abstractions.Keys;
using Triad.Server.Hosting;

namespace Triad.Server.Data;

/// <summary>
/// Makes the first operator key when the platform starts for the first time. The file is written before the key is registered, and registered again at
/// every start, so that a kill between the two costs nothing.
/// </summary>
internal sealed class FirstOperatorKey(IGrainFactory grains, DataFolder data, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
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
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
