using Triad.Server.Hosting;

namespace Triad.Server.Tests.Hosting;

public sealed class ServerOptionsValidatorTests
{
    [Fact]
    public void Validate_SeveralWrongSettings_NamesAllOfThem()
    {
        var options = new ServerOptions { Roles = "silo,nobody", CertificateKeyPath = "/nowhere/key.pem", OtlpEndpoint = "not an address" };
        var failures = new ServerOptionsValidator().Validate(null, options).Failures!.ToList();
        Assert.Equal(4, failures.Count);
        Assert.All(failures, failure => Assert.StartsWith($"{ServerOptions.Section}:", failure));
    }

    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.True(new ServerOptionsValidator().Validate(null, new ServerOptions()).Succeeded);
}
