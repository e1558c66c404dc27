using Microsoft.Extensions.Options;
using Triad.Core.Settings;
using Triad.Server.Roles;

namespace Triad.Server.Hosting;

/// <summary>Checks the settings of the process; reports all errors at once.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    private const string PemFile = "Give the path of a PEM file.";

    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var problems = new SettingProblems(ServerOptions.Section);
        if (ServerRoles.Parse(options.Roles) is null)
            problems.Add(nameof(options.Roles), options.Roles, "Set all, or some of gateway, silo and embed, separated by commas.");
        problems.FileIfGiven(options.CertificatePath, PemFile);
        problems.FileIfGiven(options.CertificateKeyPath, PemFile);
        problems.FileIfGiven(options.ClientCaPath, PemFile);
        if (options.CertificateKeyPath is not null && options.CertificatePath is null)
            problems.Add(nameof(options.CertificatePath), null, $"Set it too, since {nameof(options.CertificateKeyPath)} is set.");
        if (!Enum.IsDefined(options.LogFormat))
            problems.Add(nameof(options.LogFormat), options.LogFormat, "Set Text or Json.");
        if (options.OtlpEndpoint is { } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
            problems.Add(nameof(options.OtlpEndpoint), endpoint, "Set an address such as http://host:4317.");
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
