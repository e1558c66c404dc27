using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Triad.Core.Settings;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>Tells all that is wrong with the targets of exports.</summary>
internal sealed partial class UsageExportOptionsValidator(IEnumerable<IUsageSinkKind> kinds) : IValidateOptions<UsageExportOptions>
{
    private const int MaxBatch = 10_000;
    private const double MinTimeout = 0.1;
    private const double MaxTimeout = 20; // A round of the clerk ends before its caller gives up.

    private readonly Dictionary<string, IUsageSinkKind> _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, UsageExportOptions options)
    {
        var problems = new SettingProblems(UsageExportOptions.Section);
        foreach (var (target, settings) in options.Targets)
            Check(target, settings, problems);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }

    private void Check(string name, UsageTargetOptions target, SettingProblems problems)
    {
        var path = $"Targets:{name}";
        if (!Form().IsMatch(name))
            problems.Add("Targets", name, "Name a target with 1 to 40 of a-z, 0-9 and hyphens.");
        if (target.BatchEvents is < 1 or > MaxBatch)
            problems.Add($"{path}:{nameof(target.BatchEvents)}", target.BatchEvents, $"Set 1 to {MaxBatch}.");
        if (target.TimeoutSeconds is not (>= MinTimeout and <= MaxTimeout))
            problems.Add($"{path}:{nameof(target.TimeoutSeconds)}", target.TimeoutSeconds, FormattableString.Invariant($"Set {MinTimeout} to {MaxTimeout}."));
        string?[] secrets = [target.SecretName, target.SecretVariable, target.SecretFile];
        if (secrets.Count(secret => !string.IsNullOrEmpty(secret)) > 1)
            problems.Add($"{path}:{nameof(target.SecretName)}", target.SecretName, "Of SecretName, SecretVariable and SecretFile set one.");
        if (_kinds.TryGetValue(target.Kind, out var kind))
            kind.Check(path, target, problems);
        else
            problems.Add($"{path}:{nameof(target.Kind)}", target.Kind, $"Set one of {string.Join(", ", _kinds.Keys.Order(StringComparer.Ordinal))}.");
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
