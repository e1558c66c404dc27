using Microsoft.Extensions.Options;
using Triad.Core.Settings;
using Triad.Gateway.Bootstrap;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Server.Bootstrap;

/// <summary>Checks how the first operator key is to come about; reports all errors at once, and never what a secret file holds.</summary>
internal sealed class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>
{
    public ValidateOptionsResult Validate(string? name, BootstrapOptions options)
    {
        var problems = new SettingProblems(BootstrapOptions.Section);
        if (options.Mode is { } mode && !Enum.IsDefined(mode))
            problems.Add(nameof(options.Mode), mode, "Set Auto, Token or Secret.");
        if ((options.Chosen == BootstrapMode.Secret) != options.KeyFile is not null)
            problems.Add(nameof(options.KeyFile), options.KeyFile, "Set it with the mode Secret, and with that alone.");
        if (options.Chosen != BootstrapMode.Token && options.TokenFile is not null)
            problems.Add(nameof(options.TokenFile), options.TokenFile, "Set it with the mode Token alone.");
        Check(problems, nameof(options.KeyFile), options.KeyFile, text => ApiKeySecret.Parse(text).IsOk, "Put an API key into the file, tk_<key id>_<secret>.");
        Check(
            problems,
            nameof(options.TokenFile),
            options.TokenFile,
            text => text.Length >= BootstrapGate.MinTokenLength,
            $"Put at least {BootstrapGate.MinTokenLength} characters into the file, so that nobody guesses them.");
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }

    private static void Check(SettingProblems problems, string setting, string? path, Func<string, bool> accepts, string remedy)
    {
        if (path is null)
            return;
        try
        {
            if (!accepts(File.ReadAllText(path).Trim()))
                problems.Add(setting, path, remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(setting, path, $"{exception.Message} Give the path of a file that can be read.");
        }
    }
}
