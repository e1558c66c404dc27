using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Grains.Webhooks;

/// <summary>Checks the settings and names every one that is wrong, with the remedy.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const int MostRetries = 20;
    private const double LongestPause = 7 * 24 * 3600;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var problems = new SettingProblems(WebhookOptions.Section);
        problems.WithinTheirRanges(options);
        if (options.RetrySeconds.Count > MostRetries)
            problems.Add(nameof(options.RetrySeconds), options.RetrySeconds.Count, $"Give at most {MostRetries} pauses.");
        for (var i = 0; i < options.RetrySeconds.Count; i++)
        {
            if (!(options.RetrySeconds[i] is >= 0 and <= LongestPause))
                problems.Add($"{nameof(options.RetrySeconds)}:{i}", options.RetrySeconds[i], $"Set 0 to {LongestPause} seconds.");
        }

        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
