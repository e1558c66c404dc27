using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Grains.Settings;

/// <summary>Checks the ranges that a class of settings has at its properties; reports all errors at once.</summary>
/// <param name="section">The section that the settings are read from.</param>
internal sealed class RangesValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = new SettingProblems(section);
        problems.WithinTheirRanges(options);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
