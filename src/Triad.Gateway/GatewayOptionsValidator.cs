using Microsoft.Extensions.Options;
using Triad.Gateway.Limits;

namespace Triad.Gateway;

/// <summary>Finds every setting of the gateway that cannot be.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var problems = new List<string>();
        if (!(options.KeyCacheSeconds is >= 0 and <= 5))
            problems.Add(Problem("KeyCacheSeconds", options.KeyCacheSeconds, "Set 0 to 5: a revoked key must be refused within 5 s."));
        if (!(options.PageTokenMinutes is >= 1 and <= 60))
            problems.Add(Problem("PageTokenMinutes", options.PageTokenMinutes, "Set 1 to 60."));
        if (string.IsNullOrWhiteSpace(options.DefaultModelPackage))
            problems.Add(Problem("DefaultModelPackage", options.DefaultModelPackage, "Set the id of a model package."));
        if (string.IsNullOrWhiteSpace(options.UploadJournalFolder))
            problems.Add(Problem("UploadJournalFolder", options.UploadJournalFolder, "Set a folder on a local disk."));
        foreach (var (limit, value) in options.Limits.All())
            if (value < 1)
                problems.Add(Problem($"Limits:{limit}", value, "Set 1 or more."));
        if (options.Limits.MaxMessageBytes > int.MaxValue)
            problems.Add(Problem("Limits:MaxMessageBytes", options.Limits.MaxMessageBytes, $"Set at most {int.MaxValue}."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Problem(string setting, object? value, string remedy) =>
        FormattableString.Invariant($"{GatewayOptions.Section}:{setting} is '{value}'. {remedy}");
}
