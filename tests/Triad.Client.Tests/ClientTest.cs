using Triad.Testing.Platform;

namespace Triad.Client.Tests;

/// <summary>A test with a client and a platform of its own.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    protected ClientFixture Fixture { get; } = new();

    protected TriadClient Client => Fixture.Client;

    protected PlatformScript Script => Fixture.Script;

    public ValueTask InitializeAsync() => Fixture.InitializeAsync();

    public ValueTask DisposeAsync() => Fixture.DisposeAsync();

    protected void Store(params string[] ids)
    {
        foreach (var id in ids)
            Script.Videos[id] = new V1.Video { Id = id, State = V1.VideoState.Queued };
    }
}
