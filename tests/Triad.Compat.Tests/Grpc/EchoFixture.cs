using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Triad.Compat.Tests.Grpc;

/// <summary>The echo service on a socket of its own, and a channel to it.</summary>
public sealed class EchoFixture : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoFixture(WebApplication app, EchoObservations observations, GrpcChannel channel)
    {
        _app = app;
        Observations = observations;
        Channel = channel;
    }

    public EchoObservations Observations { get; }

    public GrpcChannel Channel { get; }

    public Echo.EchoClient Client => new(Channel);

    public static async Task<EchoFixture> StartAsync(Action<GrpcChannelOptions>? configure = null)
    {
        var observations = new EchoObservations();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(observations);
        builder.Services.AddGrpc(options => options.Interceptors.Add<RecordingServerInterceptor>());
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        await app.StartAsync();

        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        return new EchoFixture(app, observations, GrpcChannel.ForAddress(app.Urls.Single(), options));
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
    }
}
