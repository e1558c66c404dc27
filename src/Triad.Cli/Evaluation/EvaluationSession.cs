using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Cli.Platform;
using Triad.Client;

namespace Triad.Cli.Evaluation;

/// <summary>A platform with a tenant of the run's own.</summary>
internal sealed class EvaluationSession : IAsyncDisposable
{
    private readonly LocalPlatform? _platform;
    private readonly TriadClient _operator;
    private readonly ScratchTenant _tenant;

    private EvaluationSession(LocalPlatform? platform, TriadClient @operator, ScratchTenant tenant, TriadClient client)
    {
        _platform = platform;
        _operator = @operator;
        _tenant = tenant;
        Client = client;
    }

    public TriadClient Client { get; }

    public string Space => _tenant.Tenant.Space;

    /// <summary>Starts a platform, or connects to the one that serves, and makes the tenant, or takes on that of the journal.</summary>
    public static async Task<EvaluationSession> OpenAsync(
        CommandContext context, EvaluationSettings settings, EvaluationWork work, CancellationToken cancellationToken)
    {
        LocalPlatform? platform = null;
        TriadClient? @operator = null;
        try
        {
            string? package = null;
            Func<string?, TriadClient> connect;
            if (settings.Running)
            {
                var connection = ConnectionSettings.Resolve(context.Parsed);
                connect = key => (connection with { Key = key ?? connection.Key, Tenant = null }).Connect();
            }
            else
            {
                var models = ModelFolder.Make(settings.Package, work["models"]);
                package = models.PackageId;
                context.Output.Note("Starting a platform ...");

                // A run that was killed leaves its server behind, which holds the data.
                LeftServers.End(work["data"]);
                platform = await LocalPlatform.StartAsync(work["data"], models.Path, null, cancellationToken);
                connect = key => platform.Connect(key);
            }

            @operator = connect(null);
            var tenant = work.Journal.Tenant is { } known
                ? await ScratchTenant.TakeOnAsync(@operator, known, cancellationToken)
                : await ScratchTenant.CreateAsync(@operator, package, cancellationToken);
            if (work.Journal.Tenant is null)
                work.Journal.Opened(tenant.Tenant.Id);
            if (settings.Compares && tenant.Tenant.Space != PackageSpace.Of(settings.Package))
            {
                throw CommandException.WrongUse(
                    "--model", settings.Package, $"Its space is {PackageSpace.Of(settings.Package)}, the platform's {tenant.Tenant.Space}: name the platform's package");
            }

            return new EvaluationSession(platform, @operator, tenant, connect(tenant.Key));
        }
        catch
        {
            @operator?.Dispose();
            if (platform is not null)
                await platform.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        try
        {
            await _tenant.DisposeAsync();
        }
        catch (TriadException) when (_platform is not null)
        {
            // The key goes with the platform.
        }

        _operator.Dispose();
        if (_platform is not null)
            await _platform.DisposeAsync();
    }
}
