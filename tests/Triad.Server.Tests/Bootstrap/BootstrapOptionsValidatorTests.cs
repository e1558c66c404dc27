using Triad.Server.Bootstrap;
using Triad.Testing.Settings;

namespace Triad.Server.Tests.Bootstrap;

public sealed class BootstrapOptionsValidatorTests : IDisposable
{
    private readonly string _empty = Path.GetTempFileName();

    public void Dispose() => File.Delete(_empty);

    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new BootstrapOptions();

        Assert.True(new BootstrapOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal("Mode = null\nKeyFile = null\nTokenFile = null", SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new BootstrapOptions { Mode = (BootstrapMode)9, KeyFile = _empty, TokenFile = _empty };

        var failures = new BootstrapOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            $"""
            Triad:Bootstrap:Mode is '9'. Set Auto, Token or Secret.
            Triad:Bootstrap:KeyFile is '{_empty}'. Set it with the mode Secret, and with that alone.
            Triad:Bootstrap:TokenFile is '{_empty}'. Set it with the mode Token alone.
            Triad:Bootstrap:KeyFile is '{_empty}'. Put an API key into the file, tk_<key id>_<secret>.
            Triad:Bootstrap:TokenFile is '{_empty}'. Put at least 32 characters into the file, so that nobody guesses them.
            """,
            string.Join('\n', failures!));
    }

    [Fact]
    public void Validate_OfAFileThatIsNotThere_SaysSo()
    {
        var options = new BootstrapOptions { KeyFile = "/nowhere/key" };

        var failure = Assert.Single(new BootstrapOptionsValidator().Validate(null, options).Failures!);

        Assert.StartsWith("Triad:Bootstrap:KeyFile is '/nowhere/key'. Could not find", failure, StringComparison.Ordinal);
        Assert.EndsWith("Give the path of a file that can be read.", failure, StringComparison.Ordinal);
    }
}
