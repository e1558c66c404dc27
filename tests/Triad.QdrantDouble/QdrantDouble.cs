using System.Net;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Qdrant.Client.Grpc;
using Triad.Doubles.Faults;
using Triad.Doubles.Serving;

namespace Triad.Doubles;

/// <summary>
/// The double of a Qdrant server 1.19: gRPC without TLS on a port of its own, everything in memory, every search exact. Tests make it fail,
/// wait, answer otherwise, or go away for a while.
/// </summary>
public sealed class QdrantDouble : IAsyncDisposable
{
    private readonly RequestTable _table;
    private readonly FaultSwitches _faults;
    private readonly RequestLog _log = new();
    private WebApplication? _application;

    private QdrantDouble(TimeProvider time)
    {
        _table = new RequestTable(time);
        _faults = new FaultSwitches(time);
    }

    /// <summary>The port, which a stop and a new start keep.</summary>
    public int Port { get; private set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The calls that it has seen, the first one first; of large calls the latest 64 MiB.</summary>
    public IReadOnlyList<SeenRequest> Requests => _log.Requests;

    /// <summary>Starts a double without data.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="time">The clock of delays and of snapshots' names; the system's by default.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<QdrantDouble> StartAsync(
        int port = 0,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var server = new QdrantDouble(time ?? TimeProvider.System) { Port = port };
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    /// <summary>Listens again on the same port, with the data as it was.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        if (_application is not null)
            return;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, Port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(new QdrantService(_table, _faults, _log));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<QdrantService>, QdrantMethodProvider>());
        var application = builder.Build();
        application.MapGrpcService<QdrantService>();
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Port = new Uri(addresses.Single()).Port;
        _application = application;
    }

    /// <summary>Stops listening and ends open connections; the data stays.</summary>
    public async Task StopAsync()
    {
        if (_application is not { } application)
            return;
        _application = null;
        // Nobody is waited for: calls under way end with their connections.
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
    }

    /// <summary>Fails the next calls of a method.</summary>
    /// <param name="method">Such as <c>Points/Upsert</c>; <c>*</c> stands for all.</param>
    /// <param name="code">The code of the error.</param>
    /// <param name="times">How many calls.</param>
    /// <param name="message">The words of the error.</param>
    /// <param name="afterwards">Whether the call is made, and only its answer is lost.</param>
    public void FailNext(
        string method,
        StatusCode code,
        int times = 1,
        string message = "The test asked for this error.",
        bool afterwards = false) =>
        _faults.Add(new Fault(method, new Status(code, message), IsDropped: false, afterwards), times);

    /// <summary>Ends the connection of the next calls of a method, with all other calls on it.</summary>
    public void DropNext(string method, int times = 1, bool afterwards = false) =>
        _faults.Add(new Fault(method, null, IsDropped: true, afterwards), times);

    /// <summary>Makes each call of a method wait; zero ends that.</summary>
    public void Delay(string method, TimeSpan delay) => _faults.Delay(method, delay);

    /// <summary>Makes calls of a method wait until they are let go.</summary>
    public void Hold(string method) => _faults.Hold(method);

    /// <summary>Lets the calls of a held method go.</summary>
    public void Release(string method) => _faults.Release(method);

    /// <summary>Answers the next writes of points with a status.</summary>
    /// <param name="status">Such as Acknowledged or WaitTimeout.</param>
    /// <param name="times">How many writes.</param>
    /// <param name="applied">Whether the write is made at once; if not, <see cref="ApplyWithheld"/> makes it.</param>
    public void AnswerWrites(UpdateStatus status, int times = 1, bool applied = true) => _faults.AnswerWrites(status, applied, times);

    /// <summary>Makes the writes that were answered and not made, in their order.</summary>
    public void ApplyWithheld() => _faults.ApplyWithheld();

    /// <summary>Lets copies between shards wait; their targets are Partial until then.</summary>
    public void HoldTransfers() => _table.HoldTransfers();

    /// <summary>Ends the copies between shards that wait.</summary>
    public void ReleaseTransfers() => _table.ReleaseTransfers();

    /// <summary>Gives up the copies between shards that wait; their targets are Dead until a copy is started again.</summary>
    public void AbortTransfers() => _table.AbortTransfers();

    /// <summary>How many calls of a method it has seen.</summary>
    public int CallsOf(string method) => _log.Count(method);

    /// <summary>Forgets the calls seen.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Ends when the next call of a method has come; it may be held then.</summary>
    public Task NextArrivalAsync(string method) => _log.NextAsync(method, forAnswer: false);

    /// <summary>Ends when the next call of a method has been computed or refused.</summary>
    public Task NextCallAsync(string method) => _log.NextAsync(method, forAnswer: true);

    /// <summary>Stops it; its data is gone.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();
}
