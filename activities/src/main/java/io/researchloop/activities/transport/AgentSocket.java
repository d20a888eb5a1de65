package io.researchloop.activities.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's ssh-agent(1), by its socket. Its keys sign for us; the agent itself is not forwarded to anybody. */
final class AgentSocket implements SshAgentFactory {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSocket.class);
    /** An agent's answers are short; OpenSSH's own client takes no more (authfd.c, MAX_AGENT_REPLY_LEN). */
    private static final int MAX_ANSWER = 256 * 1024;

    private final Path socket;

    AgentSocket(Path socket) {
        this.socket = socket;
    }

    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    /** None if it does not answer: then the keys of {@code ~/.ssh} are left. */
    @Override
    public @Nullable SshAgent createClient(@Nullable Session session, FactoryManager manager) {
        try {
            return new Client(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the ssh-agent at {} is not used: {}", socket, e.getMessage());
            return null;
        }
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) {
        throw new UnsupportedOperationException("the agent is not forwarded");
    }

    private static final class Client extends AbstractAgentProxy {
        private final SocketChannel channel;

        Client(SocketChannel channel) {
            super(null);
            this.channel = channel;
        }

        /** An answer is framed as the request is: four bytes of length, then so many (the agent protocol, RFC 9987). */
        @Override
        protected synchronized Buffer request(Buffer request) throws IOException {
            ByteBuffer question = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
            while (question.hasRemaining()) {
                channel.write(question);
            }
            int length = read(4).getInt();
            if (length <= 0 || length > MAX_ANSWER) {
                throw new IOException("the ssh-agent answers with " + length + " bytes");
            }
            return new ByteArrayBuffer(read(length).array());
        }

        private ByteBuffer read(int bytes) throws IOException {
            ByteBuffer answer = ByteBuffer.allocate(bytes);
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    throw new EOFException("the ssh-agent has gone");
                }
            }
            return answer.flip();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
