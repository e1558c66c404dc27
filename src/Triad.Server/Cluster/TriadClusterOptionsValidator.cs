using System.Net;
using Microsoft.Extensions.Options;
using Triad.Grains.Roles;
using Triad.Server.Hosting;
using Triad.Server.Roles;

namespace Triad.Server.Cluster;

/// <summary>Checks the settings of the cluster, and that they fit the roles; reports all errors at once.</summary>
internal sealed class TriadClusterOptionsValidator(IConfiguration configuration, IOptions<ServerOptions> server) : IValidateOptions<TriadClusterOptions>
{
    public const string OrleansProvider = "Orleans:Clustering:ProviderType";

    private const int MaxPort = 65_535;

    public ValidateOptionsResult Validate(string? name, TriadClusterOptions options)
    {
        var problems = new List<string>();
        if (!Enum.TryParse<MembershipProvider>(options.Provider, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            problems.Add(Problem(nameof(options.Provider), options.Provider, "Set None, Localhost or Orleans."));
        else
            problems.AddRange(CheckProvider(provider, options));
        if (string.IsNullOrWhiteSpace(options.ClusterId))
            problems.Add(Problem(nameof(options.ClusterId), options.ClusterId, "Set a name that all processes of the cluster share."));
        if (!IPAddress.TryParse(options.SiloAddress, out _))
            problems.Add(Problem(nameof(options.SiloAddress), options.SiloAddress, "Set an IP address of this machine that the others reach."));
        CheckRange(nameof(options.SiloPort), options.SiloPort, 1, MaxPort);
        CheckRange(nameof(options.OrleansGatewayPort), options.OrleansGatewayPort, 0, MaxPort);
        CheckRange(nameof(options.ProbeSeconds), options.ProbeSeconds, 0.5, 60);
        CheckRange(nameof(options.MissedProbes), options.MissedProbes, 1, 20);
        CheckRange(nameof(options.DeathVotes), options.DeathVotes, 1, 10);
        CheckRange(nameof(options.RefreshSeconds), options.RefreshSeconds, 1, 600);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void CheckRange(string setting, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                problems.Add(Problem(setting, value, FormattableString.Invariant($"Set {least} to {most}.")));
        }
    }

    private IEnumerable<string> CheckProvider(MembershipProvider provider, TriadClusterOptions options)
    {
        var roles = ServerRoles.Parse(server.Value.Roles) ?? PlatformRoles.All;
        if (provider == MembershipProvider.None && roles != PlatformRoles.All)
        {
            yield return Problem(
                nameof(options.Provider),
                options.Provider,
                $"The process has only the roles '{server.Value.Roles}' and there would be nobody with the others. Set Localhost or Orleans, or start it with the role all.");
        }

        if (provider == MembershipProvider.Localhost && !IPEndPoint.TryParse(options.PrimarySilo, out _))
            yield return Problem(nameof(options.PrimarySilo), options.PrimarySilo, "Set address and port of the primary silo, such as 127.0.0.1:11111.");

        var store = configuration[OrleansProvider];
        if (provider == MembershipProvider.Orleans && string.IsNullOrWhiteSpace(store))
            yield return $"{OrleansProvider} is not set, and {TriadClusterOptions.Section}:{nameof(options.Provider)} is Orleans. Set AdoNet with Orleans:Clustering:Invariant and Orleans:Clustering:ConnectionString.";
        if (provider != MembershipProvider.Orleans && !string.IsNullOrWhiteSpace(store))
            yield return $"{OrleansProvider} is '{store}', and {TriadClusterOptions.Section}:{nameof(options.Provider)} is {options.Provider}. Set the latter to Orleans, or take the former out.";
    }

    private static string Problem(string setting, object? value, string remedy) =>
        FormattableString.Invariant($"{TriadClusterOptions.Section}:{setting} is '{value}'. {remedy}");
}
