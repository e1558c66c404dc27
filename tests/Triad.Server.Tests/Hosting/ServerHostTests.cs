using Triad.Server.Hosting;

namespace Triad.Server.Tests.Hosting;

public sealed class ServerHostTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("triad-host-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("http://0.0.0.0:0", "AllowPlaintext")]
    [InlineData("https://127.0.0.1:0", "CertificatePath")]
    [InlineData("ftp://127.0.0.1:0", "--urls")]
    [InlineData("http://example.org:0", "IP address")]
    public void Build_OnAnAddressThatIsNotSafe_IsRefusedWithRemedy(string url, string remedy)
    {
        var refused = Assert.Throws<StartException>(() => ServerHost.Build(new ServerLaunch(_data, _data, url, null, [])));
        Assert.Contains(remedy, refused.Message);
    }

    [Fact]
    public void Build_SettingWithoutValue_IsRefusedWithRemedy()
    {
        var refused = Assert.Throws<StartException>(() => ServerHost.Build(new ServerLaunch(_data, _data, "http://127.0.0.1:0", null, ["Triad:Ingest"])));
        Assert.Contains("NAME=VALUE", refused.Message);
    }
}
