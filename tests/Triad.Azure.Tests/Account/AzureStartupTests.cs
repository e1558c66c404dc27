using System.Net;
using System.Net.Sockets;
using Triad.Core.Errors;
using Triad.Testing.Azure;

namespace Triad.Azure.Tests.Account;

[Collection(AzuriteCollection.Name)]
public sealed class AzureStartupTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Start_AccountThatRefusesTheKey_NamesContainerAndRemedy()
    {
        var wrongKey = azurite.Process.ConnectionString.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<StorageException>(() => AccountHost.StartAsync(wrongKey));

        Assert.Contains("Triad:Azure:GrainContainer 'grains-", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The account refuses the identity", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AccountThatIsNotThere_NamesContainerAndRemedy()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var failure = await Assert.ThrowsAsync<StorageException>(() => AccountHost.StartAsync(
            AzuriteProcess.ConnectionStringOn(port), configure: options => options.MaxRetries = 0));

        Assert.Contains("cannot be used. See that the account is there", failure.Message, StringComparison.Ordinal);
    }
}
