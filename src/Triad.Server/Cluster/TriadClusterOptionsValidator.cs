using System.Net;
using Microsoft.Extensions.Options;
using Triad.Core.Settings;
using Triad.Grains.Roles;
using Triad.Server.Cluster.Stores;
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
        var problems = new SettingProblems(TriadClusterOptions.Section);
        if (MembershipStores.Find(options.Provider) is not { } store)
        {
            problems.Add(nameof(options.Provider), options.Provider, $"Set one of {MembershipStores.Names}.");
        }
        else
        {
            CheckRoles(store, options, problems);
            store.Check(options, problems);
        }

        CheckHosts(options, problems);
        problems.Required(options.ClusterId, "Set a name that all processes of the cluster share.");
        if (!IPAddress.TryParse(options.SiloAddress, out _))
            problems.Add(nameof(options.SiloAddress), options.SiloAddress, "Set an IP address of this machine that the others reach.");
        if (options.CertificatePath is null != options.CaPath is null || (options.CertificateKeyPath is not null && options.CertificatePath is null))
        {
            problems.Add(
                options.CertificatePath is null ? nameof(options.CertificatePath) : nameof(options.CaPath), string.Empty,
                $"Silos prove to one another who they are: set {nameof(options.CertificatePath)} and {nameof(options.CaPath)}, or none of the three.");
        }

        problems.Within(options.SiloPort, 1, MaxPort);
        problems.Within(options.OrleansGatewayPort, 0, MaxPort);
        problems.Within(options.ProbeSeconds, 0.5, 60);
        problems.Within(options.MissedProbes, 1, 20);
        problems.Within(options.DeathVotes, 1, 10);
        problems.Within(options.RefreshSeconds, 1, 600);
        if (configuration[OrleansProvider] is { Length: > 0 } other)
            problems.Add($"{OrleansProvider} is '{other}'. Take it out: {TriadClusterOptions.Section}:{nameof(options.Provider)} says where the membership is.");
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }

    private void CheckRoles(IMembershipStore store, TriadClusterOptions options, SettingProblems problems)
    {
        var roles = ServerRoles.Parse(server.Value.Roles) ?? PlatformRoles.All;
        if (store.IsShared || roles == PlatformRoles.All)
            return;
        problems.Add(
            nameof(options.Provider),
            options.Provider,
            $"The process has only the roles '{server.Value.Roles}' and there would be nobody with the others. Set one of {MembershipStores.Names}, or start it with the role all.");
    }

    // One machine's processes reach one another by its loopback address. Any other address says that there are other machines, which do not see its disk.
    private void CheckHosts(TriadClusterOptions options, SettingProblems problems)
    {
        if (MembershipStores.Find(options.Provider) is not { IsShared: true } || !IPAddress.TryParse(options.SiloAddress, out var address) || IPAddress.IsLoopback(address))
            return;
        var storage = StorageOptions.Read(configuration);
        if (storage.Grains == GrainStorageKind.Sqlite)
            problems.Add(Sentence(nameof(storage.Grains), storage.Grains, nameof(GrainStorageKind.AzureBlob)));
        if (storage.Media == MediaStorageKind.Folder)
            problems.Add(Sentence(nameof(storage.Media), storage.Media, nameof(MediaStorageKind.AzureBlob)));
        if (storage.Vectors == VectorStorageKind.Embedded)
            problems.Add(Sentence(nameof(storage.Vectors), storage.Vectors, nameof(VectorStorageKind.Qdrant)));

        string Sentence(string setting, object value, string remedy) =>
            $"{StorageOptions.Section}:{setting} is '{value}', on one machine's disk, and {TriadClusterOptions.Section}:{nameof(options.SiloAddress)} '{address}' says that there are several. Set {remedy}, or the address 127.0.0.1 where all processes are on one machine.";
    }
}
