using Microsoft.Extensions.Options;
using Triad.Gateway.Bootstrap;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Server.Data;
using Triad.Server.Hosting;

namespace Triad.Server.Bootstrap;

/// <summary>
/// Makes the first operator key when the platform starts for the first time, or registers the one that is given. The file is written before the key is
/// registered, and registered again at every start, so that a kill between the two costs nothing. Of several processes the first one's file counts.
/// </summary>
internal sealed class FirstOperatorKey(
    IGrainFactory grains, DataFolder data, BootstrapGate gate, IOptions<BootstrapOptions> options, TimeProvider time) : IHostedService
{
    private bool _isRegistered;

    /// <summary>Makes and registers it where this process has not done so yet, and where it is not for somebody with a token to do.</summary>
    /// <exception cref="StartException">The key cannot be used; the message says what to do.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isRegistered)
            return;
        switch (options.Value.Chosen)
        {
            case BootstrapMode.Auto:
                if (data.ReadOperatorKey() is null)
                    data.WriteOperatorKey(ApiKeySecret.Draw().Token);
                await RegisterAsync(data.ReadOperatorKey(), data.OperatorKeyPath, cancellationToken);
                break;
            case BootstrapMode.Secret:
                await RegisterAsync(File.ReadAllText(options.Value.KeyFile!).Trim(), options.Value.KeyFile!, cancellationToken);
                break;
        }

        _isRegistered = true;
    }

    // In a cluster the silos may start later: there the watch over the cluster sees to it.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate); // Its token is there, or drawn, before anybody is told that the platform is ready.
        return data.IsShared ? Task.CompletedTask : EnsureAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RegisterAsync(string? token, string file, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.Parse(token);
        if (!secret.IsOk)
            throw new StartException($"'{file}' is not an API key. Delete it to have a new one made.");
        var key = new ApiKeySnapshot(secret.Value.KeyId, null, "first operator", Scopes.All, time.GetUtcNow(), null);

        // Whichever key was first: there is one, and nobody can make another by a token.
        var claimed = await grains.FirstOperator().ClaimAsync(key.KeyId, secret.Value.Sha256, cancellationToken);
        var listed = await grains.OperatorKeys().AddAsync(key, cancellationToken);
        var registered = await grains.ApiKey(key.KeyId)
            .RegisterAsync(new RegisterApiKey(key, secret.Value.Sha256), cancellationToken);
        if ((claimed.Error ?? listed.Error ?? registered.Error) is { } problem)
            throw new StartException($"The operator key in '{file}' is refused: {problem.Message} Delete the file to have a new one made.");
    }
}
