using Microsoft.Extensions.Options;
using Triad.Gateway.Bootstrap;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Server.Bootstrap;

/// <summary>Checks how the first operator key is to come about; reports all errors at once, and never what a secret file holds.</summary>
internal sealed class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>
{
    public ValidateOptionsResult Validate(string? name, BootstrapOptions options)
    {
        var failures = new List<string>();
        if (options.Mode is { } mode && !Enum.IsDefined(mode))
            failures.Add(Problem(nameof(options.Mode), $"{mode}", "is no way to a key. Give Auto, Token or Secret."));
        if ((options.Chosen == BootstrapMode.Secret) != options.KeyFile is not null)
            failures.Add(Problem(nameof(options.KeyFile), options.KeyFile, "does not go with the mode. Give it with Secret, and with Secret only."));
        if (options.Chosen != BootstrapMode.Token && options.TokenFile is not null)
            failures.Add(Problem(nameof(options.TokenFile), options.TokenFile, "does not go with the mode. Give it with Token only."));
        Check(failures, nameof(options.KeyFile), options.KeyFile, text => ApiKeySecret.Parse(text).IsOk, "does not hold an API key, tk_<key id>_<secret>");
        Check(
            failures,
            nameof(options.TokenFile),
            options.TokenFile,
            text => text.Length >= BootstrapGate.MinTokenLength,
            $"holds fewer than {BootstrapGate.MinTokenLength} characters, which could be guessed");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(List<string> failures, string setting, string? path, Func<string, bool> accepts, string problem)
    {
        if (path is null)
            return;
        try
        {
            if (!accepts(File.ReadAllText(path).Trim()))
                failures.Add(Problem(setting, path, $"{problem}. Put one into it."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failures.Add(Problem(setting, path, $"cannot be read: {exception.Message} Give the path of a file."));
        }
    }

    private static string Problem(string setting, string? value, string problem) => $"{BootstrapOptions.Section}:{setting} '{value}' {problem}";
}
