using Microsoft.Extensions.Options;
using Triad.Core.Settings;
using Triad.Gateway.Authentication;
using Triad.Gateway.Authentication.Oidc;

namespace Triad.Gateway;

/// <summary>Finds every setting of the gateway that cannot be.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var problems = new SettingProblems(GatewayOptions.Section);
        problems.Within(options.KeyCacheSeconds, 0, 5, "a revoked key must be refused within 5 s");
        problems.Within(options.PageTokenMinutes, 1, 60);
        problems.Required(options.TokenAudience, "Set what tokens name as their audience, such as triad.");
        problems.Within(options.BoundTokenMinutes, 1, 1440);
        problems.Within(options.TokenClockSkewSeconds, 0, 300);
        foreach (var (index, proxy) in options.TrustedProxies.Index())
            if (AllowedNetworks.Parse(proxy, "") is { IsOk: false } wrong)
                problems.Add($"TrustedProxies:{index}", proxy, wrong.Error.Remedy!);
        OidcIssuerValidator.Check(options.Oidc, problems);
        problems.Required(options.DefaultModelPackage, "Set the id of a model package.");
        problems.Required(options.UploadJournalFolder, "Set a folder on a local disk.");
        problems.Within(options.UploadSweepDelaySeconds, 0, 86_400);
        foreach (var (limit, value) in options.Limits.All())
        {
            if (value < 1)
                problems.Add($"Limits:{limit}", value, "Set at least 1.");
        }

        if (options.Limits.MaxMessageBytes > int.MaxValue)
            problems.Add("Limits:MaxMessageBytes", options.Limits.MaxMessageBytes, $"Set at most {int.MaxValue}.");
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
