using Microsoft.Extensions.Options;
using Triad.Server.Roles;

namespace Triad.Server.Hosting;

/// <summary>Checks the settings of the process; reports all errors at once.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var failures = new List<string>();
        if (ServerRoles.Parse(options.Roles) is null)
            failures.Add($"{ServerOptions.Section}:{nameof(options.Roles)} '{options.Roles}' is not a list of roles. Give all, or some of gateway, silo and embed, separated by commas.");
        CheckFile(failures, nameof(options.CertificatePath), options.CertificatePath);
        CheckFile(failures, nameof(options.CertificateKeyPath), options.CertificateKeyPath);
        if (options.CertificateKeyPath is not null && options.CertificatePath is null)
            failures.Add($"{ServerOptions.Section}:{nameof(options.CertificateKeyPath)} is set without a certificate. Set {nameof(options.CertificatePath)} too.");
        if (options.OtlpEndpoint is { } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
            failures.Add($"{ServerOptions.Section}:{nameof(options.OtlpEndpoint)} '{endpoint}' is not an address. Give it as http://host:4317.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckFile(List<string> failures, string setting, string? path)
    {
        if (path is not null && !File.Exists(path))
            failures.Add($"{ServerOptions.Section}:{setting} '{path}' is not a file. Give the path of a PEM file.");
    }
}
