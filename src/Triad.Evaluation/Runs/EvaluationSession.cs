using Triad.Client;

namespace Triad.Evaluation.Runs;

/// <summary>A platform with a tenant of the run's own.</summary>
internal sealed class EvaluationSession : IAsyncDisposable
{
    private readonly IEvaluationPlatform _platform;
    private readonly TriadClient _operator;
    private readonly ScratchTenant _tenant;

    private EvaluationSession(IEvaluationPlatform platform, TriadClient @operator, ScratchTenant tenant)
    {
        _platform = platform;
        _operator = @operator;
        _tenant = tenant;
        Client = platform.Connect(tenant.Key);
    }

    public TriadClient Client { get; }

    public string Space => _tenant.Tenant.Space;

    /// <summary>Opens the platform and makes the tenant, or takes on that of the journal.</summary>
    public static async Task<EvaluationSession> OpenAsync(
        IEvaluationHost host, EvaluationSettings settings, EvaluationWork work, CancellationToken cancellationToken)
    {
        var platform = await host.OpenPlatformAsync(settings, work["models"], work["data"], cancellationToken);
        TriadClient? @operator = null;
        try
        {
            @operator = platform.Connect(null);
            var tenant = work.Journal.Tenant is { } known
                ? await ScratchTenant.TakeOnAsync(@operator, known, cancellationToken)
                : await ScratchTenant.CreateAsync(@operator, platform.Package, cancellationToken);
            if (work.Journal.Tenant is null)
                work.Journal.Opened(tenant.Tenant.Id);
            if (settings.Compares && tenant.Tenant.Space != PackageSpace.Of(settings.Package))
            {
                throw EvaluationException.WrongUse(
                    "--model", settings.Package, $"Its space is {PackageSpace.Of(settings.Package)}, the platform's {tenant.Tenant.Space}: name the platform's package");
            }

            return new EvaluationSession(platform, @operator, tenant);
        }
        catch
        {
            @operator?.Dispose();
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
        catch (TriadException) when (_platform.EndsWithRun)
        {
            // The key goes with the platform.
        }

        _operator.Dispose();
        await _platform.DisposeAsync();
    }
}
