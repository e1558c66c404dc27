using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Gateway.Audit;

/// <summary>Finds every setting of the audit log that cannot be.</summary>
internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var problems = new SettingProblems(AuditOptions.Section);
        problems.Within(options.FlushMilliseconds, 1, 10_000);
        problems.Within(options.MaxWaiting, 100, 1_000_000);
        problems.Within(options.MaxPartMebibytes, 1, 1024);
        problems.Within(options.MaxRefusedPerSecond, 1, 100_000);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
