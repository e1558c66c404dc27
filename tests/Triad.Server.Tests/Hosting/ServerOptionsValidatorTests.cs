using Triad.Server.Hosting;
using Triad.Server.Telemetry;
using Triad.Testing.Settings;

namespace Triad.Server.Tests.Hosting;

public sealed class ServerOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new ServerOptions();

        Assert.True(new ServerOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(
            """
            Roles = all
            AllowPlaintext = False
            CertificatePath = null
            CertificateKeyPath = null
            ClientCaPath = null
            Dashboard = False
            LogFormat = Text
            OtlpEndpoint = null
            """,
            SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new ServerOptions
        {
            Roles = "silo,nobody",
            CertificateKeyPath = "/nowhere/key.pem",
            LogFormat = (LogFormat)9,
            OtlpEndpoint = "not an address",
        };

        var failures = new ServerOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Server:Roles is 'silo,nobody'. Set all, or some of gateway, silo and embed, separated by commas.
            Triad:Server:CertificateKeyPath is '/nowhere/key.pem'. There is no such file. Give the path of a PEM file.
            Triad:Server:CertificatePath is ''. Set it too, since CertificateKeyPath is set.
            Triad:Server:LogFormat is '9'. Set Text or Json.
            Triad:Server:OtlpEndpoint is 'not an address'. Set an address such as http://host:4317.
            """,
            string.Join('\n', failures!));
    }
}
